package dev.signalbox.web.pages;

import org.jspecify.annotations.Nullable;

/**
 * What {@code /items/{id}} shows.
 *
 * @param asks where it is told what would have let the machine do it, or null when that makes no sense
 * @param queue the queue to go on with after completing a task, or null
 */
public record ItemPage(
        Frame frame,
        ItemHead item,
        Sheet sheet,
        Why why,
        @Nullable String asks,
        Course course,
        TaskPage.@Nullable Queue queue) {}
