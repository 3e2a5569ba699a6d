package io.tenderbook;

import io.tenderbook.cli.Beans;
import io.tenderbook.demo.DemoCompany;
import io.tenderbook.platform.StartRefused;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives an installation on a database of its own what the program shows where nothing is configured. */
@Command(
        name = "demo",
        header = "Make the demo's connectors and customers at a sandbox that runs alone.",
        synopsisHeading = "%nUsage: ",
        customSynopsis = "java -jar tenderbook.jar sandbox demo --sandbox URL --deliver-to URL",
        description = {
            "",
            "For a server whose STRIPE_API_BASE is a sandbox. Where the first organisation has connectors already, only",
            "their deliveries are pointed to the address; where one of them is no sandbox's, nothing is done."
        },
        optionListHeading = "%nOptions:%n",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--sandbox",
            required = true,
            paramLabel = "URL",
            description = "Where the sandbox answers; the same as STRIPE_API_BASE.")
    private URI sandbox = URI.create("");

    @Option(
            names = "--deliver-to",
            required = true,
            paramLabel = "URL",
            description = "Where the sandbox reaches the server. It delivers to this machine, and to the hosts of its"
                    + " TENDERBOOK_SANDBOX_RECEIVERS.")
    private URI server = URI.create("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (Beans beans = CommandContext.open()) {
            var organisation = beans.get(FirstStart.class)
                    .run(DemoSettings.ORGANISATION, false)
                    .organisation();
            if (!beans.get(Connectors.class).of(organisation.id()).stream().allMatch(Connector::sandbox)) {
                throw new StartRefused("The organisation " + organisation.slug()
                        + " has a connector that is no sandbox's: the demo would change it.");
            }
            beans.get(DemoCompany.class).open(organisation, sandbox, server);
            spec.commandLine().getOut().println("The organisation " + organisation.slug() + " shows the demo.");
            return 0;
        }
    }
}
