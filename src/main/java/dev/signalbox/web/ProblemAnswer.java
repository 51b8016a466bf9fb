package dev.signalbox.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.item.Json;
import dev.signalbox.process.PackFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem as it is answered (RFC 9457, https://www.rfc-editor.org/rfc/rfc9457).
 *
 * @param detail what was expected, and what came
 * @param instance the path that was asked for
 * @param id with an unexpected failure, the id it has in the log
 * @param retryAfter seconds after which to try again, or 0
 * @param faults of a pack that was refused
 */
public record ProblemAnswer(
        ProblemKind kind,
        String detail,
        @Nullable String instance,
        @Nullable String id,
        int retryAfter,
        List<PackFault> faults) {

    public ProblemAnswer(ProblemKind kind, String detail) {
        this(kind, detail, null, null, 0, List.of());
    }

    public ProblemAnswer at(String path) {
        return new ProblemAnswer(kind, detail, path, id, retryAfter, faults);
    }

    public byte[] json() {
        return Json.bytes(document());
    }

    /** What is written as JSON. */
    Object document() {
        return new Document(kind.address(), kind.title, kind.status, detail, instance, id, faults);
    }

    /** With the media type {@code application/problem+json}, and {@code Retry-After} when there is one. */
    public Reply reply() {
        var reply = new Reply(kind.status, Reply.PROBLEM, json());
        if (kind == ProblemKind.UNSUPPORTED_CODING) {
            reply = reply.with("Accept-Encoding", ContentCoding.READ);
        }
        return retryAfter > 0 ? reply.with("Retry-After", Integer.toString(retryAfter)) : reply;
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Document(
            String type,
            String title,
            int status,
            String detail,
            @Nullable String instance,
            @Nullable String id,
            List<PackFault> faults) {}
}
