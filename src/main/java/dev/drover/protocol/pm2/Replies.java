package dev.drover.protocol.pm2;

import dev.drover.domain.Home;
import dev.drover.domain.HostLoad;
import dev.drover.domain.ProcessDescription;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The replies that are not process descriptions. */
public final class Replies {

    private Replies() {}

    public static Map<String, Object> pong() {
        return Map.of("msg", "pong");
    }

    public static Map<String, Object> success() {
        return Map.of("success", true);
    }

    /** {@code startWatch} of what is watched already. */
    public static Map<String, Object> alreadyWatched() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("success", true);
        map.put("notrestarted", true);
        return map;
    }

    /** {@code monitor} and {@code unmonitor}: with the id as it was given. */
    public static Map<String, Object> monitored(Object id) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("success", true);
        map.put("pm_id", id);
        return map;
    }

    /** {@code sendDataToProcessId}. */
    public static Map<String, Object> sent(Object packet) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("success", true);
        map.put("data", packet);
        return map;
    }

    /** {@code msgProcess}. */
    public static Map<String, Object> triggered(int count) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("process_count", count);
        map.put("success", true);
        return map;
    }

    /** A value, not an error reply, that says no: {@code profileCPU} and its like. */
    public static Map<String, Object> notSupported(String method) {
        return Map.of(
                "error",
                method
                        + " profiles PM2's own daemon, a Node program; Drover's supervisor is a"
                        + " Java program: use jcmd with its pid, and node --cpu-prof for a"
                        + " service.");
    }

    /** {@code getReport}, without the environment of the supervisor. */
    public static Map<String, Object> report(
            String version, Home home, List<ProcessDescription> processes, Instant startedAt) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("pm2_version", version);
        map.put("node_version", "none (Drover on Java " + Runtime.version() + ")");
        map.put("node_path", System.getProperty("java.home", ""));
        map.put("argv0", "drover");
        map.put("argv", List.of("drover", "--home", home.root().toString()));
        map.put("user", System.getProperty("user.name", ""));
        map.put("uid", owner(home, "unix:uid"));
        map.put("gid", owner(home, "unix:gid"));
        map.put("env", Map.of("PM2_HOME", home.root().toString()));
        map.put("managed_apps", processes.size());
        map.put("started_at", startedAt.toEpochMilli());
        return map;
    }

    /** The home belongs to the user that the supervisor runs as. */
    private static Object owner(Home home, String attribute) {
        try {
            return Files.getAttribute(home.root(), attribute);
        } catch (IOException | UnsupportedOperationException e) {
            return "N/A";
        }
    }

    /** {@code getSystemData}: the line below PM2's table. */
    public static Map<String, Object> host(HostLoad load) {
        double megabyte = 1 << 20;
        long used = load.memoryTotal() - load.memoryAvailable();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("CPU Usage", metric(load.cpuPercent(), "%"));
        map.put("RAM Usage", metric(100.0 * used / Math.max(1, load.memoryTotal()), "%"));
        map.put("RAM Total", metric(load.memoryTotal(), "b"));
        map.put("RAM Available", metric(load.memoryAvailable(), "b"));
        map.put("Disk Reads", metric(load.diskReads() / megabyte, "mb/s"));
        map.put("Disk Writes", metric(load.diskWrites() / megabyte, "mb/s"));
        return map;
    }

    private static Map<String, Object> metric(double value, String unit) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("value", Math.round(value * 10) / 10.0);
        map.put("type", "metric");
        map.put("unit", unit);
        map.put("historic", true);
        return map;
    }

    /** {@code drover:hello}. */
    public static Map<String, Object> hello(String version, List<String> methods) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("version", version);
        map.put("methods", methods);
        return map;
    }
}
