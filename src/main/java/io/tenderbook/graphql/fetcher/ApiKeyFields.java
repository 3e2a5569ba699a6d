package io.tenderbook.graphql.fetcher;

import io.tenderbook.graphql.TypeFetchers;
import io.tenderbook.graphql.TypeFields;
import io.tenderbook.organisation.ApiKey;
import jakarta.inject.Singleton;
import java.time.Clock;

@Singleton
final class ApiKeyFields implements TypeFetchers {
    private final ApiKeyLoader keys;
    private final Clock clock;

    ApiKeyFields(ApiKeyLoader keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public TypeFields<ApiKey> fields() {
        return TypeFields.of(ApiKey.class)
                .value("isActive", key -> key.liveAt(clock.instant()))
                .loaded("rotatedTo", (key, environment) -> keys.loadFor(key, ApiKey::rotatedTo, environment));
    }
}
