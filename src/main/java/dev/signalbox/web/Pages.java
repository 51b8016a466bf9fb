package dev.signalbox.web;

import dev.signalbox.decision.Processes;
import dev.signalbox.execution.Resting;
import dev.signalbox.item.Ids;
import dev.signalbox.item.Route;
import dev.signalbox.outcome.History;
import dev.signalbox.plan.ItemView;
import dev.signalbox.plan.Items;
import dev.signalbox.review.QueueSummary;
import dev.signalbox.review.Reviews;
import dev.signalbox.review.Task;
import dev.signalbox.web.pages.Answered;
import dev.signalbox.web.pages.Course;
import dev.signalbox.web.pages.CourseReading;
import dev.signalbox.web.pages.Figures;
import dev.signalbox.web.pages.Frame;
import dev.signalbox.web.pages.ItemPage;
import dev.signalbox.web.pages.ItemReading;
import dev.signalbox.web.pages.KeysPage;
import dev.signalbox.web.pages.NamePage;
import dev.signalbox.web.pages.Notice;
import dev.signalbox.web.pages.Now;
import dev.signalbox.web.pages.QueuePage;
import dev.signalbox.web.pages.TaskPage;
import dev.signalbox.web.pages.TaskReading;
import dev.signalbox.web.pages.Templates;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pages that show: each address answered from the services. What forms do is {@link PageForms}. */
final class Pages {
    static final int LINES = 50;
    private static final int LONGEST_ADDRESS_BACK = 500;
    // Many people keep the overview open; its figures are read once for all of them.
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Processes processes;
    private final Items items;
    private final History history;
    private final Supplier<List<Resting>> resting;
    private final Reviews reviews;
    private final Clock clock;
    private final ZoneId zone = ZoneId.systemDefault();
    private volatile @Nullable Figures figures;

    Pages(
            Processes processes,
            Items items,
            History history,
            Supplier<List<Resting>> resting,
            Reviews reviews,
            Clock clock) {
        this.processes = processes;
        this.items = items;
        this.history = history;
        this.resting = resting;
        this.reviews = reviews;
        this.clock = clock;
    }

    void mount(Endpoints endpoints) {
        endpoints.get("/", this::overview);
        endpoints.get("/queues/{process}/{queue}", this::queue);
        endpoints.get(
                "/tasks/{id}",
                context -> task(context, 200, context.pathParam("id"), Answered.NOTHING, told(Told.take(context))));
        endpoints.get("/items/{id}", this::item);
        endpoints.get(
                "/keys",
                context -> page(context, "keys", new KeysPage(frame(context, "Keyboard shortcuts", "", null))));
        endpoints.get("/name", context -> name(context, "/name", List.of(Map.entry("then", back(context))), "", ""));
    }

    private Reply overview(RoutingContext context) {
        var page = figures().page(frame(context, "Overview", "overview", null));
        return living(context, "overview", page, page.clock());
    }

    private Figures figures() {
        var known = figures;
        var now = now();
        if (known != null
                && Duration.between(known.now().instant(), now.instant()).compareTo(FRESH) < 0) {
            return known;
        }
        var read = new Figures(
                now,
                processes.all(),
                processes.bad(),
                resting.get(),
                items.counts(),
                items.conservation(),
                reviews.queues(),
                reviews.unresolved(),
                items.cohorts(Figures.since(now.instant())));
        figures = read;
        return read;
    }

    private Reply queue(RoutingContext context) {
        var process = context.pathParam("process");
        var name = context.pathParam("queue");
        var after = parameter(context, "after");
        var tasks = reviews.tasks(process, name, after.isEmpty() ? null : after, LINES + 1);
        var summary = reviews.queues().stream()
                .filter(q -> q.process().equals(process) && q.queue().equals(name))
                .findFirst()
                .orElseGet(() -> new QueueSummary(process, name, name, 0, 0, 0, null));
        var live = processes.find(process);
        var now = now();
        var frame = frame(context, summary.title(), "", told(Told.take(context)));
        var href = TaskReading.queueHref(process, name);
        var shown = tasks.subList(0, Math.min(LINES, tasks.size()));
        return living(
                context,
                "queue",
                new QueuePage(
                        frame,
                        href,
                        summary.title(),
                        live.map(p -> p.definition().title()).orElse(process),
                        live.map(p -> p.definition().queues().get(name))
                                .map(q -> Now.allowed(q.due().usual(), q.lease()))
                                .orElse("This queue is no longer declared; its tasks can still be worked."),
                        summary.waiting(),
                        summary.claimed(),
                        summary.overdue(),
                        now.clock(),
                        shown.stream()
                                .map(task -> TaskReading.line(task, live, now, frame.name()))
                                .toList(),
                        tasks.size() > LINES
                                ? href + "?after=" + shown.get(LINES - 1).id()
                                : null,
                        !after.isEmpty()),
                now.clock());
    }

    /** A task's page, also with what was typed and could not be done. */
    Reply task(RoutingContext context, int status, String id, Answered answered, @Nullable Notice notice) {
        var reading = reading(context, id);
        var head = reading.item().head();
        // Posted forms answer at addresses of their own; the page is at the task's.
        var frame = frame(
                        context,
                        dev.signalbox.web.pages.Words.kind(reading.task().kind()) + " " + head.key(),
                        "",
                        notice)
                .at("/tasks/" + reading.task().id());
        var item = answered.problems() == null ? reading.item() : reading.item().wrong(answered.problems());
        return page(
                        context,
                        status,
                        "task",
                        new TaskReading(reading.task(), item, reading.reader())
                                .page(frame, course(reading.item()), answered))
                // Going back to it asks how it stands now.
                .with("Cache-Control", "no-store");
    }

    /** A task with its item. */
    TaskReading reading(RoutingContext context, String id) {
        Task task = reviews.find(id)
                .orElseThrow(() ->
                        Refusal.notFound("Expected the id of a task, but there is no task '" + Words.shown(id) + "'"));
        return new TaskReading(task, read(Ids.parse(task.itemId())), actor(context));
    }

    private Reply item(RoutingContext context) {
        var reading = read(context.pathParam("id"));
        var head = reading.head();
        var told = Told.take(context);
        TaskPage.Queue queue = reviews.find(told.task())
                .map(task -> new TaskReading(task, reading, null).queue())
                .orElse(null);
        var frame = frame(context, head.noun() + " " + head.key(), "items", told(told));
        return page(
                context,
                "item",
                new ItemPage(
                        frame,
                        head,
                        reading.sheet(from(parameter(context, "from"))),
                        reading.why(),
                        asks(reading),
                        course(reading),
                        queue));
    }

    private static @Nullable String asks(ItemReading item) {
        return item.process().isEmpty() || item.item().decision().route() == Route.FULL
                ? null
                : "/items/" + item.id() + "/why-not-full";
    }

    private static int from(String row) {
        return row.matches("\\d{1,9}") ? Integer.parseInt(row) : 0;
    }

    ItemReading read(String id) {
        return read(Ids.parse(id));
    }

    private ItemReading read(long id) {
        ItemView item = (id < 0 ? Optional.<ItemView>empty() : items.find(id))
                .orElseThrow(() -> Refusal.notFound("Expected the id of an item, but there is no such item"));
        return ItemReading.of(item, processes.find(item.process()), now());
    }

    private Course course(ItemReading item) {
        long id = item.item().id();
        return CourseReading.of(item, history.of(id), items.submitted(id).orElse(new byte[0]));
    }

    /** Asks for the reviewer's name. */
    Reply name(
            RoutingContext context,
            String action,
            List<Map.Entry<String, String>> carried,
            String typed,
            String refused) {
        var frame = frame(context, "Who are you?", "", null);
        var shown = typed.isEmpty() && frame.name() != null ? frame.name() : typed;
        return page(context, "name", new NamePage(frame, action, carried, shown, refused));
    }

    /** Where to go when the name is given: an address of our own, or the overview. */
    static String safe(String address) {
        boolean ours = address.matches("/([A-Za-z0-9._~%?&=-][A-Za-z0-9._~%?&=/-]*)?");
        return ours && address.length() <= LONGEST_ADDRESS_BACK ? address : "/";
    }

    private static String back(RoutingContext context) {
        return safe(parameter(context, "then"));
    }

    private @Nullable Notice told(Told told) {
        return switch (told.what()) {
            case NOTHING -> null;
            case NONE -> Notice.done("No task is free in this queue just now.");
            case NOTED -> Notice.done("What you typed is in the history now.");
            case DONE, RELEASED ->
                reviews.find(told.task())
                        .map(task -> new TaskReading(task, read(Ids.parse(task.itemId())), null).told())
                        .orElse(null);
        };
    }

    Now now() {
        return new Now(Instant.now(clock), zone);
    }

    Frame frame(RoutingContext context, String title, String nav, @Nullable Notice notice) {
        var query = context.request().query();
        var here = context.request().path() + (query == null ? "" : "?" + query);
        return new Frame(title, nav, safe(here), actor(context), notice);
    }

    /** Who looks; a cookie that cannot be read is as good as none, so that the name can be given anew. */
    static @Nullable String actor(RoutingContext context) {
        return actor(context.request());
    }

    static @Nullable String actor(HttpServerRequest request) {
        try {
            return Actor.of(request);
        } catch (Refusal e) {
            return null;
        }
    }

    static Reply page(RoutingContext context, String template, Object page) {
        return page(context, 200, template, page);
    }

    static Reply page(RoutingContext context, int status, String template, Object page) {
        PageHeaders.put(context.response());
        var html = new Reply(status, "", new byte[0]).as(Reply.HTML, Templates.render(template, page));
        return Gzip.reply(context.request(), html.with("Cache-Control", "no-cache"));
    }

    /**
     * A page that draws itself anew every few seconds, or 304 when only its clock went on since.
     *
     * @param clock the time of day that it shows
     */
    private static Reply living(RoutingContext context, String template, Object page, String clock) {
        PageHeaders.put(context.response());
        var html = Templates.render(template, page);
        var tag = "W/\"" + digest(html.replace(clock, "")) + '"';
        boolean same = tag.equals(context.request().getHeader("If-None-Match"));
        var reply = same ? new Reply(304, "", new byte[0]) : new Reply(200, "", new byte[0]).as(Reply.HTML, html);
        return Gzip.reply(
                context.request(),
                reply.with("Cache-Control", "no-cache").with("ETag", tag).with("Signalbox-As-Of", clock));
    }

    private static String digest(String html) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(html.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static Reply seeOther(String address) {
        return new Reply(303, "", new byte[0]).with("Location", address);
    }

    static String parameter(RoutingContext context, String name) {
        return Objects.requireNonNullElse(context.queryParams().get(name), "");
    }
}
