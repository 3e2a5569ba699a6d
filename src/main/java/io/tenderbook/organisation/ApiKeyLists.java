package io.tenderbook.organisation;

import io.tenderbook.platform.PowersOfTwo;
import io.tenderbook.platform.RecordMapper;
import io.tenderbook.platform.page.Listing;
import io.tenderbook.platform.page.Page;
import io.tenderbook.platform.page.PageRequest;
import io.tenderbook.platform.page.Where;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/** Looks the keys of one organisation up. */
@Singleton
public final class ApiKeyLists {
    static final String COLUMNS =
            "id, organisation_id, name, hint, role, created_at, expires_at, revoked_at, rotated_to," + " last_used_at";
    static final RowMapper<ApiKey> ROW = RecordMapper.of(ApiKey.class);

    private final Jdbi jdbi;
    private final Clock clock;

    ApiKeyLists(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * @param ended whether keys that were revoked or have expired are listed too
     * @param request of {@link ApiKey#NEWEST_FIRST}
     */
    public Page<ApiKey> page(UUID organisationId, boolean ended, PageRequest request) {
        var where = new Where().and("organisation_id = :organisation", "organisation", organisationId);
        if (!ended) {
            where.and("revoked_at IS NULL").and("expires_at IS NULL OR expires_at > :now", "now", clock.instant());
        }
        var listing = new Listing<>(COLUMNS, "api_key", ROW, where, ApiKey.NEWEST_FIRST);
        return jdbi.withHandle(handle -> listing.page(handle, request));
    }

    /** Only ids of that organisation are found. */
    public Map<UUID, ApiKey> byId(UUID organisationId, Collection<UUID> ids) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT " + COLUMNS + " FROM api_key WHERE organisation_id = :organisation AND id IN (<ids>)")
                .bind("organisation", organisationId)
                .bindList("ids", PowersOfTwo.padded(ids))
                .map(ROW)
                .collect(Collectors.toMap(ApiKey::id, Function.identity())));
    }
}
