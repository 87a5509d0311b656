"""nginx with nchan: clients subscribe to a channel, and this script publishes to it each second."""
import datetime, getpass, os, subprocess, tempfile, time, urllib.request

PORT = os.environ["PORT"]
CONF = """
load_module {module};
daemon off;
{user}
pid {folder}/nginx.pid;
error_log stderr error;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder};
    server {{
        listen 127.0.0.1:{port};
        location = /events {{
            nchan_subscriber eventsource;
            nchan_channel_id time;
        }}
        location = /publish {{
            nchan_publisher;
            nchan_channel_id time;
        }}
    }}
}}
"""

with tempfile.TemporaryDirectory() as folder:
    # Started by root, the workers would run as a user who may not write into the folder.
    user = "user root;" if getpass.getuser() == "root" else ""
    with open(f"{folder}/nginx.conf", "w") as file:
        file.write(CONF.format(module="/usr/lib/nginx/modules/ngx_nchan_module.so", user=user, folder=folder, port=PORT))
    nginx = subprocess.Popen(["nginx", "-p", folder, "-c", f"{folder}/nginx.conf", "-e", "stderr"])
    try:
        while nginx.poll() is None:
            time.sleep(1)
            body = f"it is {datetime.datetime.now()}".encode()
            urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{PORT}/publish", body, method="POST"), timeout=5)
    finally:
        nginx.terminate()
        nginx.wait()
