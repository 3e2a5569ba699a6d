package io.tenderbook.bench;

/** A customer by its id, and nothing else. */
final class OneCustomer implements Case {
    @Override
    public String name() {
        return "customer";
    }

    @Override
    public void play(Stage stage) {
        var limit = stage.limits().rows();
        var request = stage.queries().customers();
        var settings = stage.settings();
        stage.report()
                .add(stage.measure(
                                "one customer, 64 connections",
                                stage.program().pid(),
                                () -> request,
                                64,
                                settings.warmUp(),
                                () -> {})
                        .against(limit, "ratio at least 0.17 (best Node server: 0.15)"));
    }
}
