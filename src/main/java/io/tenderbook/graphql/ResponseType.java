package io.tenderbook.graphql;

import graphql.ExecutionResult;
import io.micronaut.http.HttpStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The media types of an answer; which one decides what the status means. The first two are those of GraphQL over HTTP. */
enum ResponseType {
    /** The status says whether the request could be executed. */
    GRAPHQL_RESPONSE("application", "graphql-response+json"),
    /** The status says only whether it was a GraphQL request at all, as older clients expect. */
    JSON("application", "json"),
    /** Results are sent one by one as they come, and the status says nothing about them. */
    EVENT_STREAM("text", "event-stream");

    private final String type;
    private final String subtype;

    ResponseType(String type, String subtype) {
        this.type = type;
        this.subtype = subtype;
    }

    String contentType() {
        return type + "/" + subtype + "; charset=utf-8";
    }

    /**
     * What a client accepts most, by RFC 9110: the higher quality wins, then what stands first. A client that does not
     * say, or says anything, is taken for an older one.
     *
     * @param accept the values of the Accept header
     * @return empty if it accepts neither
     */
    static Optional<ResponseType> accepted(List<String> accept) {
        var ranges = ranges(accept);
        if (ranges.isEmpty()) {
            return Optional.of(JSON);
        }
        return Stream.of(JSON, GRAPHQL_RESPONSE, EVENT_STREAM)
                .flatMap(
                        type -> type.best(ranges).map(range -> new Choice(type, range, ranges.indexOf(range))).stream())
                .filter(choice -> choice.range().quality() > 0)
                .min(Comparator.comparingDouble(
                                (Choice choice) -> -choice.range().quality())
                        .thenComparingInt(Choice::place))
                .map(Choice::type);
    }

    /** Whether a client takes this type at all, however much it likes others. */
    boolean isAcceptedIn(List<String> accept) {
        var ranges = ranges(accept);
        return ranges.isEmpty()
                || best(ranges).filter(range -> range.quality() > 0).isPresent();
    }

    private static List<AcceptRange> ranges(List<String> accept) {
        return accept.stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .map(AcceptRange::of)
                .toList();
    }

    /** The status of a GraphQL request that was understood, be it executed or not. */
    HttpStatus status(ExecutionResult result) {
        if (this == JSON || result.isDataPresent()) {
            return HttpStatus.OK;
        }
        return result.getErrors().stream()
                .map(error -> Answers.code(error).status())
                .max(Comparator.comparingInt(HttpStatus::getCode))
                .orElse(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    /** The most specific range that takes this type in decides about it. */
    private Optional<AcceptRange> best(List<AcceptRange> ranges) {
        return ranges.stream()
                .filter(range -> range.takesIn(type, subtype))
                .max(Comparator.comparingInt(AcceptRange::specificity));
    }

    private record Choice(ResponseType type, AcceptRange range, int place) {}
}
