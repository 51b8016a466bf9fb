package dev.signalbox.decision;

import org.drools.core.SessionConfiguration;
import org.drools.core.impl.EnvironmentFactory;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.KeepReferenceOption;
import org.kie.api.runtime.conf.ThreadSafeOption;

/**
 * Sessions of a rule base, one for each item. They are made as {@link KieBase#newKieSession()} makes them, but without the lock
 * against a change of the rule base, which never changes, and without its list of sessions: threads that decide side by side
 * would wait there for one another at every item. Nobody needs to dispose of one: rules can have no timers and deduce no facts
 * that are held elsewhere, and so it is garbage as soon as it is let go.
 */
final class Sessions {
    private final InternalKnowledgeBase base;
    private final SessionConfiguration configuration;

    Sessions(KieBase base) {
        KieSessionConfiguration options = KieServices.get().newKieSessionConfiguration();
        options.setOption(ThreadSafeOption.NO);
        options.setOption(KeepReferenceOption.NO);
        this.base = (InternalKnowledgeBase) base;
        this.configuration = options.as(SessionConfiguration.KEY);
    }

    KieSession next() {
        return new StatefulKnowledgeSessionImpl(0, base, true, configuration, EnvironmentFactory.newEnvironment());
    }
}
