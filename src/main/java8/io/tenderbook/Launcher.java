package io.tenderbook;

import java.lang.reflect.InvocationTargetException;

/**
 * Where the jar starts: a class that any Java from 8 on can load, so that one too old for the program is told so in a
 * sentence. It knows the program by its name alone, which such a Java could not read.
 */
public final class Launcher {
    private static final int LEAST = 21;

    private Launcher() {}

    public static void main(String[] arguments) throws Throwable {
        String version = System.getProperty("java.specification.version");
        if (isTooOld(version)) {
            System.err.println("Tenderbook needs Java " + LEAST + " or newer, and this is Java " + version
                    + ": start it with a newer one.");
            System.exit(2);
        }
        try {
            Class.forName("io.tenderbook.Application")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    /** Versions before 9 are written as 1.8. */
    static boolean isTooOld(String specificationVersion) {
        return specificationVersion.startsWith("1.") || Integer.parseInt(specificationVersion) < LEAST;
    }
}
