package io.tenderbook.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a secret from a file, or, for {@code -}, a line of standard input: an argument could be seen by others. */
final class SecretFile implements ITypeConverter<String> {
    @Override
    public String convert(String file) {
        try {
            return file.equals("-") ? line() : Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException unreadable) {
            throw new TypeConversionException("the file " + file + " cannot be read.");
        }
    }

    private static String line() throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return Objects.requireNonNullElse(input.readLine(), "").strip();
    }
}
