package io.tenderbook.cli;

import io.tenderbook.platform.DatabaseVitals;
import io.tenderbook.platform.StartRefused;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at everything that an installation needs. */
@Command(
        name = "doctor",
        header = "Check the installation: what is wrong, and how to mend it.",
        synopsisHeading = "%nUsage: ",
        description = {
            "",
            "Looks at the database and its schema, the encryption key, the clocks, and for each connector at its key, its",
            "webhook endpoint and that one's secret. Nothing is changed. The exit code is 1 if anything is bad."
        },
        optionListHeading = "%nOptions:%n",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
    /** Signatures of deliveries may be five minutes off; a tenth of that is worth mending. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(30);

    private final Supplier<Beans> program;

    @Mixin
    private Output output = new Output();

    /** @param program starts the program without its server, and without changing the database's schema */
    public DoctorCommand(Supplier<Beans> program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        List<Finding> findings = findings();
        output.table(findings.stream().map(Finding::shown).toList(), "");
        return findings.stream().anyMatch(finding -> finding.state() == Finding.State.BAD) ? 1 : 0;
    }

    private List<Finding> findings() {
        try (Beans beans = program.get()) {
            List<Finding> findings = new ArrayList<>();
            var clock = beans.get(Clock.class);
            var vitals = beans.get(DatabaseVitals.class).read();
            findings.add(Finding.good("database", "version " + vitals.version()));
            findings.add(Finding.good("schema", "version " + vitals.schema() + ", up to date"));
            findings.add(Finding.good("encryption key", "opens the secrets of this database"));
            findings.add(clocks(
                    "clock of the database",
                    Duration.between(vitals.now(), clock.instant()).abs()));
            var connectors = beans.get(Connectors.class).active();
            if (connectors.isEmpty()) {
                findings.add(Finding.doubtful("connectors", "There is none: add one by connector add."));
            }
            for (Connector connector : connectors) {
                findings.addAll(new ConnectorExamination(beans, connector, clock).findings());
            }
            return findings;
        } catch (StartRefused refused) {
            return List.of(Finding.bad("start", String.valueOf(refused.getMessage())));
        } catch (RuntimeException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof StartRefused refused) {
                    return List.of(Finding.bad("start", String.valueOf(refused.getMessage())));
                }
            }
            throw failure;
        }
    }

    static Finding clocks(String subject, Duration apart) {
        return apart.compareTo(CLOCKS_APART) > 0
                ? Finding.bad(
                        subject,
                        "It and ours are " + apart.toSeconds() + " s apart: let both machines follow one time server.")
                : Finding.good(subject, "agrees with ours");
    }
}
