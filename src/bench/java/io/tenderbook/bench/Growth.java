package io.tenderbook.bench;

/** What a page and an event cost once there is ten times as much. */
final class Growth implements Case {
    @Override
    public String name() {
        return "growth";
    }

    /** Measures what the rest is compared with. */
    static void begin(Stage stage) {
        stage.report().add(Page.measure(stage));
        Apply.measure(stage);
    }

    @Override
    public void play(Stage stage) {
        var report = stage.report();
        if (report.find(Page.figureName(stage.customers())).isEmpty()) {
            report.add(Page.measure(stage));
        }
        if (report.find(Apply.figureName(stage.customers())).isEmpty()) {
            Apply.measure(stage);
        }
        int before = stage.settings().customersAtFirst();
        compare(report, "page", Page.figureName(before), Page.figureName(stage.customers()));
        compare(report, "event", Apply.figureName(before), Apply.figureName(stage.customers()));
    }

    private static void compare(Report report, String what, String before, String after) {
        var few = report.find(before).filter(Figure::valid);
        var many = report.find(after).filter(Figure::valid);
        if (few.isPresent() && many.isPresent()) {
            report.add(Figure.of(
                            "cost of a " + what + ": " + after + ", in terms of the first",
                            "times",
                            few.get().median() / many.get().median())
                    .wanted("at most 1.2"));
        } else {
            report.add(Figure.invalid("cost of a " + what, "one of the two could not be measured"));
        }
    }
}
