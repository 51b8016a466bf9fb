package dev.signalbox.plan;

import dev.signalbox.item.ItemStatus;
import dev.signalbox.item.Route;

/** How many items of a process stand where, by the route last decided. */
public record RouteCount(String process, ItemStatus status, Route route, long items) {}
