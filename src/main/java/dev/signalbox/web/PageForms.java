package dev.signalbox.web;

import dev.signalbox.review.Answer;
import dev.signalbox.review.Answer.Action;
import dev.signalbox.review.BadAnswer;
import dev.signalbox.review.Completion;
import dev.signalbox.review.Reviews;
import dev.signalbox.review.TaskConflict;
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
 * back with what was typed. Somebody without a name is asked for it first, with the form carried along.
 */
final class PageForms {
    private static final String NAME = "your-name";

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
                        (actor, form) ->
                                next(context.pathParam("process"), context.pathParam("queue"), actor, "none=1")));
        task(endpoints, "claim", (context, actor, form) -> {
            joined(reviews.claim(id(context), actor));
            return Pages.seeOther("/tasks/" + id(context));
        });
        task(endpoints, "release", (context, actor, form) -> {
            var task = joined(reviews.release(id(context), actor));
            return Pages.seeOther(TaskReading.queueHref(task.process(), task.queue()) + "?released=" + task.id());
        });
        task(endpoints, "complete", this::complete);
        task(endpoints, "correct", this::correct);
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
        var done = joined(completion.complete(id(context), actor, answer));
        if (answer.payload() != null) {
            return Pages.seeOther("/items/" + done.itemId() + "?done=" + done.id());
        }
        return form.get("then").equals("next")
                ? next(done.process(), done.queue(), actor, "done=" + done.id())
                : Pages.seeOther(TaskReading.queueHref(done.process(), done.queue()) + "?done=" + done.id());
    }

    /** To the next task of the queue, or to the queue when none is free. */
    private Reply next(String process, String queue, String actor, String told) {
        return joined(reviews.next(process, queue, actor))
                .map(task -> Pages.seeOther("/tasks/" + task.id() + (told.startsWith("done") ? "?" + told : "")))
                .orElseGet(() -> Pages.seeOther(TaskReading.queueHref(process, queue) + "?" + told));
    }

    private Reply conflict(RoutingContext context, Form form) {
        boolean typed = form.values().keySet().stream()
                .anyMatch(name -> !List.of(NAME, "then").contains(name));
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
