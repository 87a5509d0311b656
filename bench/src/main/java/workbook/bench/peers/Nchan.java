package workbook.bench.peers;

import java.nio.file.Path;

/** The configuration with which nginx and nchan fulfil the contract of 3.3. */
final class Nchan {

    private Nchan() {}

    static String conf(int port, Path folder, Path module) {
        return """
                load_module %s;
                daemon off;
                %s
                pid %s/nginx.pid;
                worker_processes 1;
                worker_rlimit_nofile 20000;
                error_log stderr error;
                events {
                    worker_connections %d;
                }
                http {
                    access_log off;
                    client_body_temp_path %s;
                    keepalive_requests 1000000000;
                    nchan_shared_memory_size 256M;
                    server {
                        listen 127.0.0.1:%d backlog=4096;
                        tcp_nodelay on;
                        location = /messages {
                            nchan_publisher;
                            nchan_channel_id all;
                            nchan_message_buffer_length 4096;
                        }
                        location = /events {
                            nchan_subscriber eventsource;
                            nchan_channel_id all;
                            nchan_subscriber_first_message newest;
                        }
                        location = /clients {
                            nchan_stub_status;
                        }
                    }
                }
                """
                .formatted(module, user(), folder, Place.PLACES, folder, port);
    }

    /** The user of the workers. Started by root they would run as another user, who may not write into the folder. */
    private static String user() {
        return System.getProperty("user.name").equals("root") ? "user root;" : "";
    }
}
