package io.tenderbook.platform;

/** What a line of the log can say besides its message, by the names under which machines find it. */
public final class LogFields {
    public static final String REQUEST_ID = "requestId";
    public static final String ORGANISATION = "organisation";
    public static final String CONNECTOR = "connector";
    public static final String EVENT_ID = "eventId";

    private LogFields() {}
}
