package io.tenderbook.cli;

import io.tenderbook.administration.CreateApiKey;
import io.tenderbook.administration.RevokeApiKey;
import io.tenderbook.administration.RotateApiKey;
import io.tenderbook.organisation.ApiKey;
import io.tenderbook.organisation.ApiKeyLists;
import io.tenderbook.organisation.Caller;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.page.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Administers the keys by which programs call us. */
@Command(
        name = "api-key",
        header = "Make, list, rotate and revoke API keys.",
        synopsisHeading = "%nUsage: ",
        synopsisSubcommandLabel = "(create | list | rotate | revoke)",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar tenderbook.jar api-key create --role admin --name \"the dashboard\"",
            "  java -jar tenderbook.jar api-key rotate 019a6f3e-... --overlap 24h"
        },
        mixinStandardHelpOptions = true)
public final class ApiKeyCommand {
    private static final int MOST = 100;
    private static final PageRequest.Extras NOTHING_MORE = new PageRequest.Extras(false, false, false);

    private final Supplier<Beans> program;

    /** @param program starts the program without its server */
    public ApiKeyCommand(Supplier<Beans> program) {
        this.program = program;
    }

    @Command(name = "create", header = "Make a key. It is shown this once.", mixinStandardHelpOptions = true)
    int create(
            @Option(names = "--role", required = true, paramLabel = "ROLE", description = "reader, writer or admin.")
                    Role role,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            defaultValue = "made at the command line",
                            description = "What it is for; \"${DEFAULT-VALUE}\" by default.")
                    String name,
            @Mixin Tenant tenant,
            @Mixin Output output) {
        try (Beans beans = program.get()) {
            var caller = Caller.operator(tenant.find(beans).id());
            var created = Wish.granted(
                    beans.get(CreateApiKey.class).create(caller, new CreateApiKey.Command(name, role, null)));
            output.object(shown(created.apiKey(), created.key()));
            return 0;
        }
    }

    @Command(name = "list", header = "List the keys that are good, the newest first.", mixinStandardHelpOptions = true)
    int list(@Mixin Tenant tenant, @Mixin Output output) {
        try (Beans beans = program.get()) {
            var page = beans.get(ApiKeyLists.class)
                    .page(
                            tenant.find(beans).id(),
                            false,
                            PageRequest.of(MOST, null, null, null, ApiKey.NEWEST_FIRST, NOTHING_MORE));
            output.table(page.nodes().stream().map(key -> shown(key, null)).toList(), "There is no key that is good.");
            return 0;
        }
    }

    @Command(
            name = "rotate",
            header = "Put a new key in the place of one, which stays good for a while.",
            mixinStandardHelpOptions = true)
    int rotate(
            @Parameters(paramLabel = "ID", description = "The key's id, as list shows it.") String id,
            @Option(
                            names = "--overlap",
                            paramLabel = "TIME",
                            defaultValue = "24h",
                            converter = Span.class,
                            description = "How long the old one stays good, ${DEFAULT-VALUE} by default, 7d at most.")
                    Duration overlap,
            @Mixin Tenant tenant,
            @Mixin Output output) {
        try (Beans beans = program.get()) {
            var caller = Caller.operator(tenant.find(beans).id());
            var command = new RotateApiKey.Command(id, (int) overlap.toSeconds(), null);
            var rotated = Wish.granted(beans.get(RotateApiKey.class).rotate(caller, command));
            output.object(shown(rotated.apiKey(), rotated.key()));
            output.remark("The old one is good until " + rotated.rotatedApiKey().expiresAt() + ".");
            return 0;
        }
    }

    @Command(name = "revoke", header = "Take a key back at once.", mixinStandardHelpOptions = true)
    int revoke(
            @Parameters(paramLabel = "ID", description = "The key's id, as list shows it.") String id,
            @Mixin Tenant tenant,
            @Mixin Output output) {
        try (Beans beans = program.get()) {
            var caller = Caller.operator(tenant.find(beans).id());
            var revoked =
                    Wish.granted(beans.get(RevokeApiKey.class).revoke(caller, new RevokeApiKey.Command(id, null)));
            output.object(shown(revoked, null));
            output.remark("It opens nothing any more.");
            return 0;
        }
    }

    private static Map<String, Object> shown(ApiKey key, @Nullable String secret) {
        Map<String, Object> shown = new LinkedHashMap<>();
        if (secret != null) {
            shown.put("key", secret);
        }
        shown.put("id", key.id());
        shown.put("role", key.role().name().toLowerCase(Locale.ROOT));
        shown.put("name", key.name());
        shown.put("endsWith", key.hint());
        shown.put("expires", written(key.expiresAt()));
        shown.put("lastUsed", written(key.lastUsedAt()));
        return shown;
    }

    private static String written(@Nullable Instant time) {
        return time == null ? "" : time.toString();
    }
}
