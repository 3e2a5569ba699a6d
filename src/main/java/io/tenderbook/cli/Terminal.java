package io.tenderbook.cli;

import java.io.Console;

/** Where the output goes. */
final class Terminal {
    private Terminal() {}

    /** Whether a person looks at it. From Java 22 on a console may exist without one, and says so. */
    @SuppressWarnings("SystemConsoleNull") // what comes instead of null is asked below
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException older) {
            return true;
        }
    }
}
