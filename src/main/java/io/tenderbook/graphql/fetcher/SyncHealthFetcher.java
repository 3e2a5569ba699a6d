package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.sync.ConnectorHealth;
import io.tenderbook.sync.SyncHealth;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
final class SyncHealthFetcher implements FieldFetcher<List<ConnectorHealth>> {
    private final SyncHealth health;

    SyncHealthFetcher(SyncHealth health) {
        this.health = health;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Query", "syncHealth");
    }

    @Override
    public List<ConnectorHealth> get(DataFetchingEnvironment environment) {
        return health.of(caller(environment).organisationId());
    }
}
