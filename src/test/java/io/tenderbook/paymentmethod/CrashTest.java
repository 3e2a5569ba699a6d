package io.tenderbook.paymentmethod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.StatementFaults;
import io.tenderbook.StatementFaults.Mode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wherever a mutation is cut off, the janitor brings our records to where Stripe stands, and nothing is done twice. */
class CrashTest {
    private static Scene scene;
    private static StatementFaults faults;
    private static Aftermath aftermath;

    @BeforeAll
    static void open() {
        scene = Scene.open(Map.of(StatementFaults.PROPERTY, true, "tenderbook.sync.reads-per-second", 0));
        faults = scene.server().bean(StatementFaults.class);
        aftermath = new Aftermath(scene);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void anAttachmentAsDefaultIsDoneWhollyOrNotAtAll(Mode mode) {
        cutOffEverywhere(
                mode,
                () -> new Cut(scene.customerAt("stripe"), ""),
                cut -> scene.run(
                        "AttachPaymentMethod",
                        "customerId",
                        cut.customer(),
                        "paymentMethodId",
                        "pm_card_visa",
                        "setAsDefault",
                        true),
                cut -> {
                    List<String> there = aftermath.atStripe(cut.customer());
                    assertTrue(there.size() <= 1, there.toString());
                    assertEquals(there, there.isEmpty() ? List.of() : List.of(scene.defaultOf(cut.customer())));
                });
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void anAttachmentThatMapsTheCustomerFirstBringsInWhatItHas(Mode mode) {
        cutOffEverywhere(
                mode,
                () -> {
                    String reference = scene.account().customer("Ada");
                    scene.account().attach("pm_card_amex", reference);
                    return new Cut(scene.customer(), reference);
                },
                cut -> scene.run(
                        "AttachPaymentMethod",
                        "customerId",
                        cut.customer(),
                        "paymentMethodId",
                        "pm_card_visa",
                        "connector",
                        Map.of("name", "stripe", "referenceId", cut.method())),
                cut -> assertTrue(scene.externalId(cut.customer(), "stripe").isEmpty()
                        || aftermath.atStripe(cut.customer()).size() <= 2));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aDetachmentWithASuccessorIsDoneWhollyOrNotAtAll(Mode mode) {
        cutOffEverywhere(
                mode,
                () -> {
                    String customer = scene.customerAt("stripe");
                    String method = scene.attached(customer, "pm_card_visa");
                    Scene.succeeded(scene.run("SetDefaultPaymentMethod", "paymentMethodId", method));
                    return new Cut(customer, method, scene.attached(customer, "pm_card_amex"));
                },
                cut -> scene.run(
                        "DetachPaymentMethod", "paymentMethodId", cut.method(), "successorId", cut.successor()),
                cut -> {
                    boolean detached = scene.method(cut.method())
                            .path("status")
                            .textValue()
                            .equals("DETACHED");
                    assertEquals(
                            detached,
                            scene.method(cut.successor()).path("isDefault").booleanValue());
                });
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aDefaultIsTheSameHereAndThere(Mode mode) {
        cutOffEverywhere(
                mode,
                () -> {
                    String customer = scene.customerAt("stripe");
                    return new Cut(customer, scene.attached(customer, "pm_card_visa"));
                },
                cut -> scene.run("SetDefaultPaymentMethod", "paymentMethodId", cut.method()),
                cut -> {});
    }

    /** The parts of one trial; what a part holds is the trial's own affair. */
    private record Cut(String customer, String method, String successor) {
        Cut(String customer, String method) {
            this(customer, method, "");
        }
    }

    private static void cutOffEverywhere(
            Mode mode, Supplier<Cut> prepare, Consumer<Cut> mutation, Consumer<Cut> expectation) {
        int statements = Integer.MAX_VALUE;
        for (int statement = 1; statement <= statements; statement++) {
            Cut cut = prepare.get();
            faults.arm(mode, statement);
            try {
                mutation.accept(cut);
            } catch (AssertionError | IllegalArgumentException surprise) {
                // Whoever asked got no answer, or the news that something broke.
            }
            if (faults.disarm() < statement) {
                assertTrue(statement > 5, "the faults were not met");
                return;
            }
            aftermath.settle();
            String when = mode + " statement " + statement;
            aftermath.assertNothingOpen();
            if (!scene.externalId(cut.customer(), "stripe").isEmpty()) {
                aftermath.assertInStep(cut.customer(), when);
            }
            expectation.accept(cut);
        }
    }
}
