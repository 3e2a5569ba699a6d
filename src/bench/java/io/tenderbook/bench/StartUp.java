package io.tenderbook.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the start of the process to the first answer over GraphQL, on a migrated database, and the memory that it then has. */
final class StartUp implements Case {
    private static final int STARTS = 5;
    private static final int AOT_SINCE = 25;
    private static final int SETTLED_MILLIS = 5_000;
    private static final double MEBI = 1024.0 * 1024.0;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void play(Stage stage) {
        stage.stop();
        measure(stage, "without an AOT cache");
        if (Runtime.version().feature() >= AOT_SINCE) {
            Path cache = stage.settings().directory().resolve("tenderbook.aot").toAbsolutePath();
            train(stage, cache);
            measure(stage, "with an AOT cache", "-XX:AOTCache=" + cache);
        } else {
            stage.report().add(Figure.invalid("start with an AOT cache", "needs a JDK of 25 or newer"));
        }
    }

    private static void measure(Stage stage, String how, String... options) {
        List<Double> seconds = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int i = 0; i < (stage.settings().quick() ? 2 : STARTS); i++) {
            try (var program = stage.home().start(Map.of(), options)) {
                seconds.add(program.startTime().toNanos() / 1e9);
                Interruption.sleep(SETTLED_MILLIS);
                Machine.resident(program.pid()).ifPresent(bytes -> memory.add(bytes / MEBI));
            }
        }
        stage.report()
                .add(Figure.of("start to the first answer, " + how, "s", seconds)
                        .wanted(options.length > 0 ? "at most 2" : ""));
        stage.report()
                .add(Figure.of("resident memory 5 s after the first answer, " + how, "MiB", memory)
                        .wanted("at most 200 MB"));
    }

    /** A start that is watched, and does a little of everything, as when the container's image is made. */
    private static void train(Stage stage, Path cache) {
        try (var program = stage.home().start(Map.of(), "-XX:AOTCacheOutput=" + cache, "-Xlog:aot=error")) {
            program.ask(Templates.resource("page.graphql"), Map.of());
            program.ask("{ syncHealth { lag } connectors { name } }", Map.of());
            Interruption.sleep(SETTLED_MILLIS);
        }
        if (!Files.exists(cache)) {
            throw new IllegalStateException("The start that was watched left no AOT cache; see program.log");
        }
    }
}
