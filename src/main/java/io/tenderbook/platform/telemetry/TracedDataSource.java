package io.tenderbook.platform.telemetry;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Shows each statement in the trace of what it is for: with its text, whose values are placeholders, and nothing bound. */
@Singleton
@Requires(condition = TracesWanted.class)
final class TracedDataSource implements BeanCreatedEventListener<DataSource> {
    private final JdbcTelemetry telemetry;

    TracedDataSource(OpenTelemetrySdk sdk) {
        telemetry = JdbcTelemetry.builder(sdk)
                .setDataSourceInstrumenterEnabled(false)
                .setCaptureQueryParameters(false)
                .build();
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        return telemetry.wrap(event.getBean());
    }
}
