package io.tenderbook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** What Linux tells about the machine and its processes under {@code /proc}; on other systems nothing is known. */
final class Machine {
    /** Of {@code /proc}, whatever the kernel's own clock does. */
    private static final double TICKS_PER_SECOND = 100;

    // Fields of /proc/stat: those from GUESTS on are counted in others already.
    private static final int IDLE = 4;
    private static final int WAITING = 5;
    private static final int GUESTS = 9;

    // Fields of /proc/PID/stat of a command without spaces in its name.
    private static final int USER = 13;
    private static final int SYSTEM = 14;

    private Machine() {}

    /**
     * Processor seconds spent so far.
     *
     * @param machine by everything on it
     * @param program by the program under test
     */
    record Spent(long nanos, double machine, double program) {
        /** How many cores were busy on average since an earlier moment. */
        Busy since(Spent before) {
            double seconds = (nanos - before.nanos) / 1e9;
            return new Busy((machine - before.machine) / seconds, (program - before.program) / seconds);
        }
    }

    /** Busy cores. */
    record Busy(double machine, double program) {}

    static Spent spent(long programPid) {
        return new Spent(System.nanoTime(), machine(), program(programPid));
    }

    /** The average number of processes that ran or wanted to in the last minute. */
    static double load() {
        var fields = fields("/proc/loadavg");
        return fields.isEmpty() ? 0 : Double.parseDouble(fields.getFirst());
    }

    static String description() {
        String model = lines("/proc/cpuinfo").stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        String memory = lines("/proc/meminfo").stream()
                .findFirst()
                .map(line -> ", " + Long.parseLong(line.replaceAll("\\D", "")) / 1_048_576 + " GiB")
                .orElse("");
        return Runtime.getRuntime().availableProcessors() + " cores, " + model + memory + ", Linux "
                + System.getProperty("os.version");
    }

    /** Resident memory in bytes; empty if the process has ended. */
    static OptionalLong resident(long pid) {
        return lines("/proc/" + pid + "/status").stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst();
    }

    private static double machine() {
        var cpu = fields("/proc/stat");
        double busy = 0;
        for (int i = 1; i < Math.min(cpu.size(), GUESTS); i++) {
            busy += i == IDLE || i == WAITING ? 0 : Double.parseDouble(cpu.get(i));
        }
        return busy / TICKS_PER_SECOND;
    }

    private static double program(long pid) {
        var fields = fields("/proc/" + pid + "/stat");
        return fields.size() <= SYSTEM
                ? 0
                : (Double.parseDouble(fields.get(USER)) + Double.parseDouble(fields.get(SYSTEM))) / TICKS_PER_SECOND;
    }

    private static List<String> fields(String file) {
        return lines(file).stream()
                .findFirst()
                .map(line -> Arrays.asList(line.strip().split("\\s+")))
                .orElse(List.of());
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException absent) {
            return List.of();
        }
    }
}
