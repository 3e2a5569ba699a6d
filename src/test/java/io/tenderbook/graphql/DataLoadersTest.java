package io.tenderbook.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenderbook.organisation.Caller;
import io.tenderbook.organisation.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.dataloader.DataLoaderRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that come at the same time are loaded for together where they may be shown the same, and only there. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DataLoadersTest {
    private static final UUID OURS = new UUID(0, 1);
    private static final UUID THEIRS = new UUID(0, 2);

    private final Slow loader = new Slow();
    private final DataLoaders loaders = new DataLoaders(List.of(loader));

    @Test
    void requestsOfOneOrganisationShareAStatement() throws Exception {
        load(caller(OURS, Role.READER), caller(OURS, Role.READER), caller(OURS, Role.READER));
        assertEquals(
                List.of(new Loaded(OURS, Role.READER, Set.of(0)), new Loaded(OURS, Role.READER, Set.of(1, 2))),
                List.copyOf(loader.loaded));
    }

    @Test
    void anotherOrganisationAndAnotherRoleAreLoadedForAlone() throws Exception {
        load(
                caller(OURS, Role.READER),
                caller(OURS, Role.READER),
                caller(THEIRS, Role.READER),
                caller(OURS, Role.ADMIN));
        assertEquals(
                Set.of(
                        new Loaded(OURS, Role.READER, Set.of(0)),
                        new Loaded(OURS, Role.READER, Set.of(1)),
                        new Loaded(THEIRS, Role.READER, Set.of(2)),
                        new Loaded(OURS, Role.ADMIN, Set.of(3))),
                Set.copyOf(loader.loaded));
    }

    /** Each asks for its own number; the first is loaded for while the others ask. */
    private void load(Caller... callers) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> asked = new ArrayList<>();
            for (int i = 0; i < callers.length; i++) {
                int key = i;
                Caller caller = callers[i];
                var began = new CompletableFuture<Thread>();
                asked.add(threads.submit(() -> {
                    began.complete(Thread.currentThread());
                    var registry = new DataLoaderRegistry();
                    loaders.register(loader, caller, registry);
                    var mine = Objects.requireNonNull(registry.<Integer, String>getDataLoader(loader.name()));
                    var value = mine.load(key);
                    mine.dispatchAndJoin();
                    return value.join();
                }));
                Awaitility.await("it waits").until(() -> began.join().getState() == Thread.State.WAITING);
            }
            loader.go.countDown();
            for (int i = 0; i < callers.length; i++) {
                assertEquals("value " + i, asked.get(i).get());
            }
        }
    }

    private static Caller caller(UUID organisation, Role role) {
        return new Caller(organisation, new Caller.ApiKeyId(UUID.randomUUID()), role, null);
    }

    private record Loaded(UUID organisation, Role role, Set<Integer> keys) {}

    private static final class Slow implements NamedBatchLoader<Integer, String> {
        private final ConcurrentLinkedQueue<Loaded> loaded = new ConcurrentLinkedQueue<>();
        private final CountDownLatch go = new CountDownLatch(1);

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public Map<Integer, String> load(Set<Integer> keys, Caller caller) {
            loaded.add(new Loaded(caller.organisationId(), caller.role(), Set.copyOf(keys)));
            try {
                go.await();
            } catch (InterruptedException ended) {
                throw new IllegalStateException(ended);
            }
            return keys.stream().collect(Collectors.toMap(Function.identity(), key -> "value " + key));
        }
    }
}
