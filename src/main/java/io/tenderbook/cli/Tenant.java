package io.tenderbook.cli;

import io.tenderbook.organisation.Organisation;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.platform.StartRefused;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says for which organisation a command is. */
final class Tenant {
    @Option(
            names = "--organisation",
            paramLabel = "SLUG",
            description = "For which organisation; needed only where there are several.")
    private @Nullable String slug;

    /** @throws StartRefused if there is none, or several are meant */
    Organisation find(Beans beans) {
        var organisations = beans.get(Organisations.class);
        if (slug != null) {
            return organisations
                    .find(slug)
                    .orElseThrow(() -> new StartRefused("There is no organisation \"" + slug + "\"."));
        }
        var all = organisations.all();
        return switch (all.size()) {
            case 1 -> all.getFirst();
            case 0 -> throw new StartRefused("There is no organisation yet: make one by organisation create.");
            default ->
                throw new StartRefused("Say which with --organisation: there is "
                        + all.stream().limit(10).map(Organisation::slug).collect(Collectors.joining(", ")) + ".");
        };
    }
}
