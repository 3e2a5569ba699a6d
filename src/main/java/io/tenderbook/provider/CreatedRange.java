package io.tenderbook.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something was made, in whole seconds of the provider's clock.
 *
 * @param from the first second, included
 * @param until the second before which it was made; null for no end
 */
public record CreatedRange(Instant from, @Nullable Instant until) {
    public static CreatedRange since(Instant from) {
        return new CreatedRange(from, null);
    }
}
