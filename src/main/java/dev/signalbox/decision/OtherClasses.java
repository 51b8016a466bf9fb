package dev.signalbox.decision;

import java.util.regex.Pattern;

/**
 * Where compiled rules find all classes but their own. Drools asks its parent loader for them too, by names that are new with each
 * version, and the JDK's loaders keep a lock for every name that they were ever asked for: 7 KB for each time a pack is loaded.
 */
final class OtherClasses extends ClassLoader {
    private final Pattern own;

    /** @param packageName of the rules; Drools puts conditions one package deeper, such as {@code P0A} */
    OtherClasses(String packageName) {
        super(OtherClasses.class.getClassLoader());
        own = Pattern.compile(Pattern.quote(packageName) + "\\.(P[0-9A-F]{2}\\.)?[^.]+");
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (own.matcher(name).matches()) {
            throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
    }
}
