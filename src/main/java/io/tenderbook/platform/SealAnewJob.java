package io.tenderbook.platform;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** While the encryption key is being changed, moves all secrets to the new one. */
@Singleton
final class SealAnewJob implements RecurringJob {
    private static final Logger LOG = LoggerFactory.getLogger(SealAnewJob.class);

    private final SecretBox box;
    private final List<Sealed> keepers;

    SealAnewJob(SecretBox box, List<Sealed> keepers) {
        this.box = box;
        this.keepers = keepers;
    }

    @Override
    public String name() {
        return "seal-anew";
    }

    /** Not once only: an instance that still has the old order may seal something meanwhile. */
    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        if (!box.isBeingRotated()) {
            return;
        }
        int sealed = keepers.stream().mapToInt(Sealed::sealAnew).sum();
        if (sealed > 0) {
            LOG.info("{} secrets were sealed anew by the first encryption key", sealed);
        } else {
            LOG.info(
                    "All secrets are sealed by the first encryption key; once it is first everywhere, drop the others");
        }
    }
}
