package dev.signalbox.web;

/** Ends the handling of a request with a problem. The message is the problem's detail: "Expected X, but Y". */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public final ProblemKind kind;

    public Refusal(ProblemKind kind, String detail) {
        // A caller's fault is no fault of the code: a stack trace would only cost time.
        super(detail, null, false, false);
        this.kind = kind;
    }

    public static Refusal parameter(String detail) {
        return new Refusal(ProblemKind.MALFORMED_REQUEST, detail);
    }

    public static Refusal notFound(String detail) {
        return new Refusal(ProblemKind.NOT_FOUND, detail);
    }
}
