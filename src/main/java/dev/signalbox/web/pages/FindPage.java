package dev.signalbox.web.pages;

import java.util.List;

/**
 * What {@code /find} shows when it is not one thing that was found.
 *
 * @param text what was looked for
 * @param newest among how many items a part of a key was looked for
 */
public record FindPage(Frame frame, String text, List<ItemHead> items, int newest) {}
