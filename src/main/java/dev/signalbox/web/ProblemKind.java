package dev.signalbox.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every kind of problem the server answers with; its name, in lower case with hyphens, is its page under /problems/. */
public enum ProblemKind {
    MALFORMED_REQUEST(
            400,
            "The request cannot be understood",
            "A parameter, a header or the request itself is not of the form the contract describes. Mend it; sending the"
                    + " same again gives the same answer."),
    MALFORMED_BODY(
            400,
            "The body cannot be read",
            "The body is not strict JSON in UTF-8 (no comments, no key twice, no NUL), or not a file of rows. Data that can"
                    + " be read but is wrong is another matter: it is accepted, and waits for a person."),
    CROSS_SITE(
            403,
            "The request comes from another site's page",
            "A page of another origin asked the browser to change something here. Use this server's own pages, or call the"
                    + " API from a program, which sends no Origin."),
    NOT_FOUND(
            404,
            "There is nothing at this address",
            "No such process, item, task, queue or page. Processes are listed at /v1/processes, queues at /v1/queues."),
    METHOD_NOT_ALLOWED(
            405,
            "This address does not take this method",
            "The header Allow names the methods it takes. The contract is at /openapi.yaml."),
    SLOW_REQUEST(
            408,
            "The request took too long to arrive",
            "The body did not arrive in the time allowed. Nothing was stored. Send it again; with the same Idempotency-Key"
                    + " that is always safe."),
    CONFLICT(
            409,
            "Somebody else holds this task",
            "The task is held by another person, is not held by you, or is done. Read the task again to see how it stands."),
    PRECONDITION_FAILED(
            412,
            "It changed since it was read",
            "The request was to be done only while the thing is as it was read, with the ETag in If-Match. Read it again, and"
                    + " decide anew."),
    TOO_LARGE(
            413,
            "The body is too large",
            "One item is limited in size. Many items go in one stream of rows, application/x-ndjson or text/csv, which has"
                    + " no limit."),
    ADDRESS_TOO_LONG(414, "The address is too long", "The request line is limited in size."),
    UNSUPPORTED_TYPE(
            415,
            "The body is of a type this address does not take",
            "Say with Content-Type what the body is, in UTF-8: application/json for one item or answer,"
                    + " application/x-ndjson or text/csv for many items."),
    UNSUPPORTED_CODING(
            415,
            "The body is packed in a way that is not read",
            "Pack the body with gzip and say so with Content-Encoding, or send it as it is. The header Accept-Encoding of the"
                    + " answer names what is read."),
    MISDIRECTED(
            421,
            "The request is for another host",
            "Until people can sign in, the server answers only to the names of the machine itself: localhost, 127.0.0.1"
                    + " and [::1]."),
    KEY_REUSED(
            422,
            "The same key was used for another body",
            "An Idempotency-Key, or the process's own key fields, stand for one item for ever. The same key with the same"
                    + " body is answered as before; another body needs another key."),
    BAD_ANSWER(
            422,
            "The answer does not fit the task",
            "An outcome the process does not have, an action this kind of task does not know, or a missing note. The task"
                    + " is unchanged and still yours."),
    PACK_REFUSED(
            422,
            "The pack does not load",
            "Its faults are listed, each with its place: they are what signalbox check and signalbox test tell. Nothing was"
                    + " published, and the version before goes on."),
    SUPERFLUOUS(
            422,
            "The request says more than this address takes",
            "A body or a part of it has no place here and would be lost. Leave it out, or send it where it belongs; the"
                    + " contract is at /openapi.yaml. Nothing was changed."),
    HEADERS_TOO_LARGE(431, "The headers are too large", "All headers of a request together are limited in size."),
    UNEXPECTED(
            500,
            "Something failed that should not have",
            "The fault is ours. The id in the answer is in the server's log, with all there is to know. Sending the same"
                    + " again is safe."),
    TRANSFER_CODING(
            501,
            "The body comes in a transfer coding that is not read",
            "Where a body ends is told by its Content-Length or by the transfer coding chunked. What follows another coding"
                    + " could be taken for a request, so the connection is closed."),
    BUSY(
            503,
            "The server has more work than it can take",
            "Nothing was stored. Send the same again after the seconds in Retry-After."),
    DATABASE_UNAVAILABLE(
            503,
            "The database does not answer",
            "Nothing was promised. Send the same again after the seconds in Retry-After; if it had been stored after all,"
                    + " the first answer is given again."),
    HTTP_VERSION(
            505,
            "The request is of a version of HTTP that is not spoken",
            "HTTP/1.1 and HTTP/1.0 are spoken here, the version after the address in the first line.");

    public final int status;
    public final String title;
    /** What it means and what to do, for the reader of its page. */
    public final String meaning;

    ProblemKind(int status, String title, String meaning) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
    }

    /** The last part of its address. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String address() {
        return "/problems/" + slug();
    }

    public static Optional<ProblemKind> ofSlug(String slug) {
        return Arrays.stream(values()).filter(k -> k.slug().equals(slug)).findFirst();
    }
}
