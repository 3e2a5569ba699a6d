package io.tenderbook.cli;

import io.tenderbook.organisation.Organisation;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.platform.StartRefused;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes and lists organisations. */
@Command(
        name = "organisation",
        header = "Make and list organisations.",
        synopsisHeading = "%nUsage: ",
        synopsisSubcommandLabel = "(create | list)",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar tenderbook.jar organisation create acme --name \"Acme Ltd\"",
            "  java -jar tenderbook.jar organisation list --json"
        },
        mixinStandardHelpOptions = true)
public final class OrganisationCommand {
    private final Supplier<Beans> program;

    /** @param program starts the program without its server */
    public OrganisationCommand(Supplier<Beans> program) {
        this.program = program;
    }

    @Command(name = "create", header = "Make an organisation.", mixinStandardHelpOptions = true)
    int create(
            @Parameters(paramLabel = "SLUG", description = "What callers send in the header organisation.") String slug,
            @Option(names = "--name", paramLabel = "NAME", description = "What people call it; the slug by default.")
                    @Nullable
                    String name,
            @Mixin Output output) {
        try (Beans beans = program.get()) {
            var made = beans.get(Organisations.class).create(slug, name == null ? slug : name);
            output.object(shown(made));
            output.remark("Make a key for it by: api-key create --organisation " + made.slug() + " --role admin");
            return 0;
        } catch (IllegalArgumentException unfit) {
            throw new StartRefused(String.valueOf(unfit.getMessage()), unfit);
        }
    }

    @Command(name = "list", header = "List the organisations.", mixinStandardHelpOptions = true)
    int list(@Mixin Output output) {
        try (Beans beans = program.get()) {
            var all = beans.get(Organisations.class).all();
            output.table(all.stream().map(OrganisationCommand::shown).toList(), "There is no organisation yet.");
            return 0;
        }
    }

    private static Map<String, Object> shown(Organisation organisation) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("slug", organisation.slug());
        shown.put("name", organisation.name());
        shown.put("id", organisation.id());
        return shown;
    }
}
