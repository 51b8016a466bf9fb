package dev.signalbox.web;

import dev.signalbox.item.Labels;
import dev.signalbox.item.Problem;
import dev.signalbox.review.Answer;
import dev.signalbox.review.Answer.Action;
import dev.signalbox.review.BadAnswer;
import dev.signalbox.review.Completion;
import dev.signalbox.review.Reviews;
import dev.signalbox.review.StillWrong;
import dev.signalbox.review.TaskConflict;
import dev.signalbox.web.Told.What;
import dev.signalbox.web.pages.Answered;
import dev.signalbox.web.pages.Correction;
import dev.signalbox.web.pages.Form;
import dev.signalbox.web.pages.Notice;
import dev.signalbox.web.pages.TaskReading;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What forms do. Each that worked redirects to a page, so that nothing is done twice by reloading; each that did not comes
 * back with what was typed. Somebody without a name is asked for it first, with the form carried along. A script that sends a
 * form is told where to go, and goes there itself: until then its page stays, with all that is typed in it.
 */
final class PageForms {
    private static final String NAME = "your-name";
    private static final String BY_SCRIPT = "Signalbox-Form";

    private final Pages pages;
    private final Reviews reviews;
    private final Completion completion;

    PageForms(Pages pages, Reviews reviews, Completion completion) {
        this.pages = pages;
        this.reviews = reviews;
        this.completion = completion;
    }

    void mount(Endpoints endpoints) {
        endpoints.post(
                "/name",
                (context, body) -> named(context, body, (actor, form) -> Pages.seeOther(Pages.safe(form.get("then")))));
        endpoints.post(
                "/queues/{process}/{queue}/next",
                (context, body) -> named(
                        context,
                        body,
                        (actor, form) -> next(
                                context,
                                context.pathParam("process"),
                                context.pathParam("queue"),
                                actor,
                                new Told(What.NONE, ""))));
        task(endpoints, "claim", (context, actor, form) -> {
            joined(reviews.claim(id(context), actor));
            return form.get("then").equals("hold")
                    ? pages.task(
                            context, 200, id(context), Answered.of(form), Notice.done("You hold this task longer."))
                    : Pages.seeOther("/tasks/" + id(context));
        });
        task(endpoints, "release", (context, actor, form) -> {
            var task = joined(reviews.release(id(context), actor));
            return new Told(What.RELEASED, task.id()).at(context, TaskReading.queueHref(task.process(), task.queue()));
        });
        task(endpoints, "complete", this::complete);
        task(endpoints, "correct", this::correct);
        endpoints.post(
                "/items/{id}/note",
                (context, body) -> named(context, body, (actor, form) -> note(context, actor, form)));
    }

    private interface Named {
        Reply act(String actor, Form form);
    }

    private interface OnTask {
        Reply act(RoutingContext context, String actor, Form form);
    }

    private void task(Endpoints endpoints, String verb, OnTask action) {
        var path = "/tasks/{id}/" + verb;
        endpoints.post(
                path,
                (context, body) -> named(context, body, (actor, form) -> {
                    try {
                        return action.act(context, actor, form);
                    } catch (TaskConflict e) {
                        return conflict(context, form);
                    } catch (StillWrong e) {
                        return stillWrong(context, form, e.problems());
                    } catch (BadAnswer e) {
                        return pages.task(
                                context,
                                422,
                                id(context),
                                Answered.of(form),
                                Notice.refused(String.valueOf(e.getMessage())));
                    }
                }));
        // The address of a form that came back, asked for again by hand.
        endpoints.get(
                path,
                context ->
                        Pages.seeOther("/tasks/" + Pages.safe("/" + id(context)).substring(1)));
    }

    private Reply named(RoutingContext context, byte[] body, Named action) {
        var reply = answered(context, body, action);
        return reply.status() == 303 && context.request().getHeader(BY_SCRIPT) != null
                ? new Reply(204, "", new byte[0], reply.headers())
                : reply;
    }

    private Reply answered(RoutingContext context, byte[] body, Named action) {
        Form form;
        try {
            form = Form.of(body);
        } catch (IllegalArgumentException e) {
            throw new Refusal(ProblemKind.MALFORMED_BODY, "Expected a form of a page, but it is broken");
        }
        var given = form.get(NAME);
        boolean giving = form.values().containsKey(NAME);
        var actor = giving ? null : Pages.actor(context);
        if (actor != null) {
            return action.act(actor, form);
        }
        var address = context.request().path();
        try {
            if (giving) {
                var name = ActorName.checked(given);
                return action.act(name, form)
                        .with("Set-Cookie", Actor.remember(name).encode());
            }
            return pages.name(context, address, form.without(NAME), "", "");
        } catch (Refusal e) {
            return pages.name(context, address, form.without(NAME), given, String.valueOf(e.getMessage()));
        }
    }

    private Reply complete(RoutingContext context, String actor, Form form) {
        var action = Arrays.stream(Action.values())
                .filter(a -> a.name().equals(form.get("action")))
                .findFirst()
                .orElse(null);
        return answer(context, actor, form, new Answer(text(form, "outcome"), text(form, "note"), null, action));
    }

    private Reply correct(RoutingContext context, String actor, Form form) {
        var item = pages.reading(context, id(context)).item();
        var changes = Correction.of(item.type(), item.stored(), form.fields(), form.removed());
        if (changes.isEmpty()) {
            throw new BadAnswer("Nothing was changed, so the rules would say the same as before.");
        }
        return answer(context, actor, form, new Answer(null, text(form, "note"), changes.toString(), null));
    }

    private Reply answer(RoutingContext context, String actor, Form form, Answer answer) {
        if (form.get("claim").equals("first")) {
            joined(reviews.claim(id(context), actor));
        }
        var done = joined(
                form.get("then").equals("anyway")
                        ? completion.complete(id(context), actor, answer)
                        : completion.completeIfRight(id(context), actor, answer));
        var told = new Told(What.DONE, done.id());
        if (answer.payload() != null) {
            return told.at(context, "/items/" + done.itemId());
        }
        return form.get("then").equals("next")
                ? next(context, done.process(), done.queue(), actor, told)
                : told.at(context, TaskReading.queueHref(done.process(), done.queue()));
    }

    /** The correction stays on its page, with its claim, and says what is wrong where it is wrong. */
    private Reply stillWrong(RoutingContext context, Form form, List<Problem> found) {
        var item = pages.reading(context, id(context)).item();
        var rows = Correction.rows(item.type(), item.stored(), form.fields(), form.removed());
        var problems = found.stream()
                .map(p -> new Problem(rows.typed(p.field()), p.message(), p.value()))
                .toList();
        var fields = problems.stream()
                .map(p -> p.field().isEmpty() ? "the item" : Labels.path(p.field()))
                .distinct()
                .toList();
        return pages.task(
                context,
                422,
                id(context),
                Answered.of(form).wrong(problems),
                Notice.refused(
                        "Still wrong: " + String.join("; ", fields) + ". Nothing was changed, and you hold the task."));
    }

    private Reply note(RoutingContext context, String actor, Form form) {
        var item = pages.read(context.pathParam("id"));
        var note = text(form, "note");
        if (note == null) {
            throw Refusal.parameter("Expected a note, but it is blank");
        }
        joined(reviews.note(item.item().id(), actor, note));
        return new Told(What.NOTED, "").at(context, "/items/" + item.id());
    }

    /** To the next task of the queue, or to the queue when none is free. */
    private Reply next(RoutingContext context, String process, String queue, String actor, Told told) {
        return joined(reviews.next(process, queue, actor))
                .map(task -> "/tasks/" + task.id())
                .map(task -> told.what() == What.NONE ? Pages.seeOther(task) : told.at(context, task))
                .orElseGet(() -> told.at(context, TaskReading.queueHref(process, queue)));
    }

    private Reply conflict(RoutingContext context, Form form) {
        boolean typed = form.values().keySet().stream()
                .anyMatch(name -> !List.of(NAME, "then", "claim").contains(name));
        return pages.task(
                context,
                409,
                id(context),
                typed ? Answered.of(form) : Answered.NOTHING,
                Notice.refused(pages.reading(context, id(context)).refusal(typed)));
    }

    private static @Nullable String text(Form form, String name) {
        var text = form.get(name).replace("\r\n", "\n").strip();
        if (text.length() > Answer.LONGEST_TEXT) {
            throw new BadAnswer(Answer.tooLong(name, text));
        }
        return text.isEmpty() ? null : text;
    }

    private static String id(RoutingContext context) {
        return context.pathParam("id");
    }

    // Forms are answered on a worker, which may wait.
    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
