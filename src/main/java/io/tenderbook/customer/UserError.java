package io.tenderbook.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expected reason why a mutation did nothing, or not all.
 *
 * @param message what went wrong and what to do, for people
 * @param field the path of the input field at fault; null when no single one is
 */
public record UserError(
        UserErrorCode code, String message, @Nullable List<String> field) {
    public static UserError of(UserErrorCode code, String message) {
        return new UserError(code, message, null);
    }

    public static UserError invalid(String message, String... field) {
        return new UserError(UserErrorCode.INVALID_INPUT, message, List.of(field));
    }
}
