package io.tenderbook.cli;

import io.tenderbook.organisation.Organisation;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.platform.StartRefused;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which connector a command is about. */
final class Target {
    @Option(
            names = "--connector",
            required = true,
            paramLabel = "NAME",
            description = "The connector's name, such as stripe.")
    private String name = "";

    @Option(
            names = "--organisation",
            paramLabel = "SLUG",
            description = "Its organisation; needed only where several have a connector of that name.")
    private @Nullable String slug;

    /** A connector with the slug of its organisation. */
    record Found(Connector connector, String organisation) {
        @Override
        public String toString() {
            return "connector " + connector.name() + " of organisation " + organisation;
        }
    }

    /** @throws StartRefused if there is no such connector, or several are meant */
    Found find(Beans beans) {
        List<Found> active = organisations(beans.get(Organisations.class)).stream()
                .flatMap(organisation -> beans.get(Connectors.class).of(organisation.id()).stream()
                        .filter(Connector::active)
                        .map(connector -> new Found(connector, organisation.slug())))
                .toList();
        List<Found> meant = active.stream()
                .filter(found -> found.connector().name().equalsIgnoreCase(name))
                .toList();
        return switch (meant.size()) {
            case 1 -> meant.getFirst();
            case 0 -> throw new StartRefused("There is no active connector \"" + name + "\"" + list(active));
            default ->
                throw new StartRefused("Several organisations have a connector \"" + name
                        + "\": say which with --organisation" + list(meant));
        };
    }

    private List<Organisation> organisations(Organisations all) {
        return slug == null
                ? all.all()
                : List.of(all.find(slug)
                        .orElseThrow(() -> new StartRefused("There is no organisation \"" + slug + "\".")));
    }

    private static String list(List<Found> found) {
        return found.isEmpty()
                ? "; the server stores the first one when it starts."
                : ": there is "
                        + found.stream()
                                .limit(10)
                                .map(one -> one.connector().name() + " of " + one.organisation())
                                .collect(Collectors.joining(", "))
                        + ".";
    }
}
