package io.podtide.bench.scale;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A running instance as its own beans tell it. */
final class Inside implements AutoCloseable {

    private final JMXConnector connector;
    private final MBeanServerConnection beans;
    private final MemoryMXBean memory;

    private Inside(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
        this.memory = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    }

    @SuppressWarnings("BanJNDI") // the address comes from a process of our own on this machine
    static Inside of(long pid) throws IOException {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new Inside(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    /** Collects all garbage, and says how many bytes are left. */
    long heapInUse() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** The sum of a figure over all beans of this name; those that have none, or none yet, count nothing. */
    double sum(String name, String attribute) throws IOException {
        try {
            double sum = 0;
            for (var bean : beans.queryNames(new ObjectName(name), null)) {
                sum += value(bean, attribute);
            }
            return sum;
        } catch (JMException e) {
            throw new IOException(e);
        }
    }

    private double value(ObjectName bean, String attribute) throws IOException, JMException {
        try {
            return beans.getAttributes(bean, new String[] {attribute}).asList().stream()
                    .mapToDouble(found -> ((Number) found.getValue()).doubleValue())
                    .filter(Double::isFinite)
                    .sum();
        } catch (InstanceNotFoundException e) {
            return 0; // it has just gone
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
