package dev.signalbox.item;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one matching rule said.
 *
 * @param name the rule's name, a sentence
 * @param verb what it voted: full, partial, manual, problem, set or priority
 * @param reason the rule's own words
 * @param values the fields its conditions read, with the values they saw; dates and numbers as text
 */
public record MatchedRule(String name, String verb, String reason, Map<String, @Nullable Object> values) {}
