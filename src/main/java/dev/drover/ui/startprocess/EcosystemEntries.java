package dev.drover.ui.startprocess;

import dev.drover.client.ProcessReport;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.project.EcosystemEdit;
import dev.drover.project.StarterVariables;
import dev.drover.ui.common.SecretNames;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Definitions as the apps of an ecosystem file. What they inherit is left out, and so is what looks
 * secret: a file is passed on, and a masked value in it would be taken for the real one.
 *
 * @param apps options by PM2's names
 * @param secrets the variables that were left out
 */
record EcosystemEntries(List<Map<String, Object>> apps, List<EcosystemEdit.Variable> secrets) {

    private record Service(String namespace, String name, Path script, List<String> args) {

        static Service of(ProcessDescription process) {
            ProcessSpec spec = process.spec();
            return new Service(spec.namespace(), spec.name(), spec.script(), spec.args());
        }
    }

    /**
     * @param chosen instances of one service are one app
     * @param all processes, of which its instances are counted
     * @param inherited variables that are not declared
     */
    static EcosystemEntries of(
            List<ProcessDescription> chosen,
            List<ProcessDescription> all,
            Map<String, String> inherited) {
        List<Map<String, Object>> apps = new ArrayList<>();
        List<EcosystemEdit.Variable> secrets = new ArrayList<>();
        Map<Service, ProcessDescription> services = new LinkedHashMap<>();
        chosen.forEach(process -> services.putIfAbsent(Service.of(process), process));
        services.forEach(
                (service, process) -> {
                    int count =
                            (int) all.stream().filter(p -> Service.of(p).equals(service)).count();
                    ProcessSpec spec =
                            process.spec().toBuilder().instances(Math.max(1, count)).build();
                    apps.add(app(spec, inherited, secrets));
                });
        return new EcosystemEntries(apps, secrets);
    }

    /** The variables that the service is meant to have. */
    static Map<String, String> declared(ProcessSpec spec, Map<String, String> inherited) {
        Map<String, String> declared = StartForm.of(spec, inherited).declared();
        declared.entrySet()
                .removeIf(
                        variable ->
                                StarterVariables.isOfSession(
                                        spec.name(), variable.getKey(), variable.getValue()));
        return declared;
    }

    private static Map<String, Object> app(
            ProcessSpec spec, Map<String, String> inherited, List<EcosystemEdit.Variable> secrets) {
        Map<String, String> declared = declared(spec, inherited);
        Map<String, Object> app = new StartPreview(spec, declared, false).ecosystemOptions();
        Map<String, String> env = new LinkedHashMap<>();
        declared.forEach(
                (key, value) -> {
                    if (SecretNames.isSecret(key, value) || ProcessReport.isHidden(value)) {
                        secrets.add(new EcosystemEdit.Variable(spec.name(), key));
                    } else {
                        env.put(key, value);
                    }
                });
        if (!env.isEmpty()) {
            app.put("env", env);
        }
        return app;
    }
}
