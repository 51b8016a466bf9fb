/** Claims, leases, retries, deliveries and keys under every kind of trouble, in one thread, drawn from one seed. */
@NullMarked
package dev.signalbox.sim;

import org.jspecify.annotations.NullMarked;
