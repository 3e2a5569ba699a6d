package io.tenderbook;

import io.micronaut.runtime.Micronaut;

/** Where the program starts. */
public final class Application {
    private Application() {}

    public static void main(String[] arguments) {
        Micronaut.run(Application.class, arguments);
    }
}
