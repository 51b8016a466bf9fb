/**
 * Rules in a process of their own. {@link dev.signalbox.decision.host.RuleHost} runs in it; everything else is the server's
 * side, which trusts nothing that comes back.
 */
@NullMarked
package dev.signalbox.decision.host;

import org.jspecify.annotations.NullMarked;
