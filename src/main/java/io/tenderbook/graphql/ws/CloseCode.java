package io.tenderbook.graphql.ws;

import io.micronaut.websocket.CloseReason;

/** Why a connection is closed, by the protocol {@code graphql-transport-ws}. */
enum CloseCode {
    /** This instance stops; clients of the protocol connect again by themselves. As registered with IANA. */
    SERVICE_RESTART(1012),
    /** A message that the protocol does not know. */
    BAD_REQUEST(4400),
    /** An operation before the connection was acknowledged. */
    UNAUTHORIZED(4401),
    /** Missing or wrong credentials, or such that are good no more: other ones may be. */
    FORBIDDEN(4403),
    SUBPROTOCOL_NOT_ACCEPTABLE(4406),
    INITIALISATION_TIMEOUT(4408),
    /** Two operations with one id at the same time. */
    SUBSCRIBER_ALREADY_EXISTS(4409),
    TOO_MANY_INITIALISATION_REQUESTS(4429);

    /** What fits into a close frame in ASCII. */
    private static final int LONGEST_REASON = 120;

    private final int code;

    CloseCode(int code) {
        this.code = code;
    }

    /** @param words for people */
    CloseReason because(String words) {
        String ascii = words.replaceAll("[^ -~]", "?");
        return new CloseReason(code, ascii.substring(0, Math.min(ascii.length(), LONGEST_REASON)));
    }
}
