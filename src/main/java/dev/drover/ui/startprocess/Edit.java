package dev.drover.ui.startprocess;

import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
import dev.drover.ui.startprocess.StartForm.EnvLine;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A definition that is being changed. What the form does not show, and what the user has not
 * touched, stays exactly as it was, even where the form could not show it exactly.
 *
 * @param before the definition as it is
 * @param shown the form as it was filled from it
 * @param fresh whether a new entry is made of it: the files of its name are its own then
 */
record Edit(ProcessSpec before, StartForm shown, boolean fresh) {

    /** True while it is still what was started that is to run. */
    boolean keepsLaunch(StartForm form) {
        return form.what().equals(shown.what())
                && form.arguments().equals(shown.arguments())
                && form.interpreter().equals(shown.interpreter());
    }

    Launch launch() {
        return new Launch(before.script(), before.args(), before.interpreter(), false);
    }

    /** The definition that the form makes of it. */
    ProcessSpec after(StartForm form, Launch launch, Path folder, RestartPolicy restart) {
        boolean same = launch.interpreter().equals(before.interpreter());
        return before.toBuilder()
                .name(form.name().equals(shown.name()) ? before.name() : form.name().strip())
                .namespace(namespace(form))
                .script(launch.script())
                .args(launch.args())
                .interpreter(launch.interpreter())
                .interpreterArgs(same ? before.interpreterArgs() : List.of())
                .cwd(form.folder().equals(shown.folder()) ? before.cwd() : folder)
                .restart(hasSameRestart(form) ? before.restart() : merged(form, restart))
                .env(environment(form))
                .build();
    }

    /** The same change of another instance, whose files and variables are its own. */
    static ProcessSpec onto(ProcessSpec other, ProcessSpec before, ProcessSpec after) {
        Map<String, String> env = new LinkedHashMap<>(other.env());
        before.env().keySet().stream()
                .filter(name -> !after.env().containsKey(name))
                .forEach(env::remove);
        after.env()
                .forEach(
                        (name, value) -> {
                            if (!value.equals(before.env().get(name))) {
                                env.put(name, value);
                            }
                        });
        return other.toBuilder()
                .name(after.name())
                .namespace(after.namespace())
                .script(after.script())
                .args(after.args())
                .interpreter(after.interpreter())
                .interpreterArgs(after.interpreterArgs())
                .cwd(after.cwd())
                .restart(after.restart())
                .env(env)
                .build();
    }

    private String namespace(StartForm form) {
        if (form.namespace().equals(shown.namespace())) {
            return before.namespace();
        }
        return form.namespace().isBlank() ? "default" : form.namespace().strip();
    }

    private boolean hasSameRestart(StartForm form) {
        return form.restart() == shown.restart()
                && form.delay().equals(shown.delay())
                && form.backoff() == shown.backoff()
                && form.maxRestarts().equals(shown.maxRestarts());
    }

    /** What the form says, over what it has no field for. */
    private RestartPolicy merged(StartForm form, RestartPolicy told) {
        RestartPolicy old = before.restart();
        if (!told.autorestart()) {
            return old.withAutorestart(false);
        }
        Set<Integer> codes = new LinkedHashSet<>(old.stopExitCodes());
        if (form.restart() == StartForm.RestartChoice.ON_FAILURE) {
            codes.add(0);
        } else {
            codes.remove(0);
        }
        return new RestartPolicy(
                true,
                old.minUptime(),
                told.maxRestarts(),
                told.delay(),
                told.backoff(),
                codes,
                old.maxMemory());
    }

    private Map<String, String> environment(StartForm form) {
        Map<String, String> env = new LinkedHashMap<>(before.env());
        Map<String, String> now = form.declared();
        Map<String, String> then = shown.declared();
        shown.environment().stream()
                .map(EnvLine::key)
                .filter(key -> !now.containsKey(key))
                .forEach(env::remove);
        now.forEach(
                (key, value) -> {
                    if (!value.equals(then.get(key))) {
                        env.put(key, value);
                    }
                });
        return env;
    }
}
