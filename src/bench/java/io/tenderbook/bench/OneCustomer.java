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
        var queries = stage.queries();
        stage.report()
                .add(queries.measure("one customer, 64 connections", queries.customers())
                        .against(limit, "ratio at least 0.17 (best Node server: 0.15)"));
    }
}
