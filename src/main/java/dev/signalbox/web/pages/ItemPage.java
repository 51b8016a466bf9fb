package dev.signalbox.web.pages;

import org.jspecify.annotations.Nullable;

/**
 * What {@code /items/{id}} shows.
 *
 * @param queue the queue to go on with after completing a task, or null
 */
public record ItemPage(
        Frame frame, ItemHead item, Sheet sheet, Why why, Course course, TaskPage.@Nullable Queue queue) {}
