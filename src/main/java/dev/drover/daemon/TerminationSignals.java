package dev.drover.daemon;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
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

    /**
     * @param terminated gets the name of the signal, on a thread of its own
     */
    static void handle(Consumer<String> terminated) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            for (String name : new String[] {"TERM", "INT"}) {
                Object callback =
                        Proxy.newProxyInstance(
                                handler.getClassLoader(),
                                new Class<?>[] {handler},
                                (proxy, method, args) ->
                                        respond(proxy, method, args, "SIG" + name, terminated));
                handle.invoke(
                        null, signal.getConstructor(String.class).newInstance(name), callback);
            }
            Object hangUp = signal.getConstructor(String.class).newInstance("HUP");
            handle.invoke(null, hangUp, handler.getField("SIG_IGN").get(null));
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | NoSuchFieldException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException("This JVM does not hand signals over.", e);
        }
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
