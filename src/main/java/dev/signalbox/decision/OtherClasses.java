package dev.signalbox.decision;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where compiled rules find all classes but their own. Drools asks its parent loader for them too, by names that are new with each
 * version, and the JDK's loaders keep whatever name they were ever asked for, of a class (with a lock) and of a file: 11 KB for
 * each time a pack is loaded.
 */
final class OtherClasses extends ClassLoader {
    private static final String FILE = ".class";

    private final Pattern own;

    /** @param packageName of the rules; Drools puts conditions one package deeper, such as {@code P0A} */
    OtherClasses(String packageName) {
        super(OtherClasses.class.getClassLoader());
        own = Pattern.compile(Pattern.quote(packageName) + "\\.(P[0-9A-F]{2}\\.)?[^.]+");
    }

    private boolean isOwn(String name) {
        return own.matcher(name).matches();
    }

    private boolean isOwnFile(String path) {
        return path.endsWith(FILE)
                && isOwn(path.substring(0, path.length() - FILE.length()).replace('/', '.'));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isOwn(name)) {
            throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
    }

    @Override
    public @Nullable URL getResource(String path) {
        return isOwnFile(path) ? null : super.getResource(path);
    }

    @Override
    public Enumeration<URL> getResources(String path) throws IOException {
        return isOwnFile(path) ? Collections.emptyEnumeration() : super.getResources(path);
    }
}
