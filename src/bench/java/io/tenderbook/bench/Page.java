package io.tenderbook.bench;

/** A dashboard's page: twenty customers with their payment methods and defaults. */
final class Page implements Case {
    @Override
    public String name() {
        return "page";
    }

    @Override
    public void play(Stage stage) {
        var limit = stage.limits().pages();
        stage.report().add(measure(stage).against(limit, "ratio at least 0.55 (best Node server: 0.52)"));
    }

    static Figure measure(Stage stage) {
        return stage.queries()
                .measure(figureName(stage.customers()), stage.queries().pages());
    }

    static String figureName(int customers) {
        return "dashboard page, 64 connections, %,d customers".formatted(customers);
    }
}
