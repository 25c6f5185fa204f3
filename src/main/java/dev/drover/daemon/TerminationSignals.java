package dev.drover.daemon;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * SIGTERM and SIGINT as events, and SIGHUP ignored. The JDK's only handler of signals is {@code
 * sun.misc.Signal}, which cannot be named without a compiler warning; SIGQUIT belongs to the JVM,
 * which answers it with a thread dump.
 */
final class TerminationSignals {

    private TerminationSignals() {}

    /** Ignores SIGHUP, and makes what {@link #handle} needs: reflection takes its time at first. */
    static void prepare() {
        try {
            Class<?> handler = handlerType();
            install("HUP", handler.getField("SIG_IGN").get(null));
            callback("", _ -> {});
        } catch (ReflectiveOperationException e) {
            throw notPossible(e);
        }
    }

    /**
     * @param terminated gets the name of the signal, on a thread of its own
     */
    static void handle(Consumer<String> terminated) {
        try {
            install("TERM", callback("SIGTERM", terminated));
            install("INT", callback("SIGINT", terminated));
            install("HUP", handlerType().getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException e) {
            throw notPossible(e);
        }
    }

    private static IllegalStateException notPossible(ReflectiveOperationException e) {
        return new IllegalStateException("This JVM does not hand signals over.", e);
    }

    private static Class<?> handlerType() throws ClassNotFoundException {
        return Class.forName("sun.misc.SignalHandler");
    }

    private static void install(String name, Object callback) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        signal.getMethod("handle", signal, handlerType())
                .invoke(null, signal.getConstructor(String.class).newInstance(name), callback);
    }

    private static Object callback(String signal, Consumer<String> terminated)
            throws ClassNotFoundException {
        Class<?> handler = handlerType();
        return Proxy.newProxyInstance(
                handler.getClassLoader(),
                new Class<?>[] {handler},
                (proxy, method, args) -> respond(proxy, method, args, signal, terminated));
    }

    private static @Nullable Object respond(
            Object proxy, Method method, Object[] args, String name, Consumer<String> terminated) {
        return switch (method.getName()) {
            case "equals" -> proxy == args[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> name;
            default -> {
                terminated.accept(name);
                yield null;
            }
        };
    }
}
