package dev.signalbox.web.pages;

import java.util.List;
import java.util.Map;

/**
 * Asks for the reviewer's name, and then goes on with what was being done.
 *
 * @param action where the form goes
 * @param carried the fields of the form that was under way, sent along
 * @param refused what is wrong with the name, or empty
 */
public record NamePage(
        Frame frame, String action, List<Map.Entry<String, String>> carried, String typed, String refused) {}
